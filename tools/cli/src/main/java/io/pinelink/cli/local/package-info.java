/**
 * The server on this machine: {@code pinelink local} and {@code pinelink health}. Start at {@link
 * io.pinelink.cli.local.LocalCommand}.
 */
@NullMarked
package io.pinelink.cli.local;

import org.jspecify.annotations.NullMarked;
