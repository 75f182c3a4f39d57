/**
 * Tables, JSON, progress, failures and exit codes. Start at {@link
 * io.pinelink.cli.output.OutputOptions}.
 */
@NullMarked
package io.pinelink.cli.output;

import org.jspecify.annotations.NullMarked;
