/**
 * Tests of sinks on real clusters: each node is a process, and the service is an embedded server in
 * the process of the tests. Start reading at {@code KafkaSinkIT}, {@code FlinkSinkIT} or {@code
 * SparkSinkIT}.
 */
@NullMarked
package io.pinelink.pipelines;

import org.jspecify.annotations.NullMarked;
