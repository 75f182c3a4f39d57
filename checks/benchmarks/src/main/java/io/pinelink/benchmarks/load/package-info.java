/** The compared clients and their load. Start at {@link io.pinelink.benchmarks.load.Driver}. */
@NullMarked
package io.pinelink.benchmarks.load;

import org.jspecify.annotations.NullMarked;
