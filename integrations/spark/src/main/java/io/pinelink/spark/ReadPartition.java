package io.pinelink.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.InputPartition;

/** The part of a read that one task reads. */
sealed interface ReadPartition extends InputPartition {
  /** Items with these ids, which were listed. */
  record Listed(List<String> ids) implements ReadPartition {}

  /** Items with these ids, which a filter names, as far as they exist. */
  record Given(List<String> ids) implements ReadPartition {}

  /** All items whose ids have a prefix, which the task lists. */
  record Prefix(String prefix) implements ReadPartition {}

  /** All vectors whose metadata matches a filter, in the service's form. */
  record Matching(Map<String, Object> filter) implements ReadPartition {}

  /** The matches of the query in the options. */
  record Matches() implements ReadPartition {}
}
