/**
 * The start of a call: its context, the choice of a protocol, and the calls in flight. Start at
 * {@link io.pinelink.internal.call.Caller}.
 */
@NullMarked
package io.pinelink.internal.call;

import org.jspecify.annotations.NullMarked;
