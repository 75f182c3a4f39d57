/**
 * Tests of sinks on real clusters: each node is a process, and the service is an embedded server in
 * the process of the tests. Start reading at {@code KafkaSinkIT} or {@code FlinkSinkIT}.
 */
@NullMarked
package io.pinelink.pipelines;

import org.jspecify.annotations.NullMarked;
