/**
 * What runs in the tests' cluster of Flink: the classes of this package are the jar of its jobs.
 */
@NullMarked
package io.pinelink.pipelines.flink;

import org.jspecify.annotations.NullMarked;
