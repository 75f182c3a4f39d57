package io.pinelink.bulk;

/** The listener that ignores a bulk operation. */
enum IgnoredBulk implements BulkListener {
  INSTANCE
}
