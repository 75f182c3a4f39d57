/**
 * The embedded server as {@code pinelink local} serves it.
 *
 * <p>Start at {@link io.pinelink.local.LocalServer}.
 */
@NullMarked
package io.pinelink.local;

import org.jspecify.annotations.NullMarked;
