/** Jobs of the tests' cluster of Flink: this package is the jar of its jobs. */
@NullMarked
package io.pinelink.pipelines.flink;

import org.jspecify.annotations.NullMarked;
