// How a function is exported to JavaScript.
#pragma once

#define XT_EXPORT extern "C" __attribute__((used, visibility("default")))
