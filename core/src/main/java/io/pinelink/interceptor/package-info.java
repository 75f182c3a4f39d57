/** Code of the program around each call: {@link io.pinelink.interceptor.CallInterceptor}. */
@NullMarked
package io.pinelink.interceptor;

import org.jspecify.annotations.NullMarked;
