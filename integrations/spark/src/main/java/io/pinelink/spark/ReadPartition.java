package io.pinelink.spark;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.sources.Filter;

/** The part of a read that one task reads. */
sealed interface ReadPartition extends InputPartition {
  /** Items with these ids. */
  record Ids(List<String> ids) implements ReadPartition {}

  /** All items whose ids have a prefix, which the task lists. */
  record Prefix(String prefix) implements ReadPartition {}

  /** All vectors whose metadata matches all filters that the service can apply. */
  record Matching(List<Filter> filters) implements ReadPartition {}

  /** The matches of the query in the options. */
  record Matches() implements ReadPartition {}
}
