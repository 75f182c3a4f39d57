/**
 * The clients that are compared, and the load that is put on them. Start at {@link
 * io.pinelink.benchmarks.load.Driver}.
 */
@NullMarked
package io.pinelink.benchmarks.load;

import org.jspecify.annotations.NullMarked;
