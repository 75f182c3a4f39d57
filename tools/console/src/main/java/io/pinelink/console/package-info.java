/**
 * The page of {@code pinelink console}: a small HTTP server on loopback that serves the page and
 * the JSON that it shows. Start reading at {@link io.pinelink.console.ConsoleServer}; {@link
 * io.pinelink.console.ConsoleApi} lists the calls, and {@link io.pinelink.console.RequestChecks}
 * decides which requests are answered. The sources of the page are in {@code tools/console/page}.
 */
@NullMarked
package io.pinelink.console;

import org.jspecify.annotations.NullMarked;
