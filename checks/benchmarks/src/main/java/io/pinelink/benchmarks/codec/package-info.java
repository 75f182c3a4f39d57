/** The codecs of both transports, measured by JMH. */
@NullMarked
package io.pinelink.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
