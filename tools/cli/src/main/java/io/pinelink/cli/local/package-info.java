/**
 * Commands that serve on this machine: {@code pinelink local} and {@code health}, {@code console}
 * and {@code mcp}. Start at {@link io.pinelink.cli.local.LocalCommand}.
 */
@NullMarked
package io.pinelink.cli.local;

import org.jspecify.annotations.NullMarked;
