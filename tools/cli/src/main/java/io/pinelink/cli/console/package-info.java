/**
 * The page of {@code pinelink console}: a small HTTP server on loopback that serves the page and
 * the JSON that it shows. Start reading at {@link io.pinelink.cli.console.ConsoleCommand}; {@link
 * io.pinelink.cli.console.ConsoleApi} lists the calls, and {@link
 * io.pinelink.cli.console.RequestChecks} decides which requests are answered. The sources of the
 * page are in {@code tools/cli/console}.
 */
@NullMarked
package io.pinelink.cli.console;

import org.jspecify.annotations.NullMarked;
