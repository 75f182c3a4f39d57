/**
 * A data source for Apache Spark, with the name {@code pinelink}: writes rows to an index and reads
 * its vectors, records and documents as rows. Start with {@link
 * io.pinelink.spark.PinelinkDataSource}.
 */
@NullMarked
package io.pinelink.spark;

import org.jspecify.annotations.NullMarked;
