/**
 * The command line: {@code pinelink}, or {@code java -jar pinelink.jar}. Start at {@link
 * io.pinelink.cli.Main}; each command has its own class.
 */
@NullMarked
package io.pinelink.cli;

import org.jspecify.annotations.NullMarked;
