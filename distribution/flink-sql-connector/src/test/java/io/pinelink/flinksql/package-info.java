/** Tests of the jar that contains all that tables of Flink SQL need. */
@NullMarked
package io.pinelink.flinksql;

import org.jspecify.annotations.NullMarked;
