/** Access to the codecs of both transports, for measurements without a network. */
@NullMarked
package io.pinelink.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
