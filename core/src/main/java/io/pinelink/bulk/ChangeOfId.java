package io.pinelink.bulk;

import io.pinelink.internal.validation.Check;
import java.util.Optional;

/** The implementation of {@link BulkChange}, whose methods describe the components. */
record ChangeOfId(Kind kind, String id, Object item, Optional<String> namespace)
    implements BulkChange {
  static BulkChange of(Kind kind, String id, Object item) {
    return new ChangeOfId(kind, id, item, Optional.empty());
  }

  @Override
  public BulkChange in(String namespace) {
    return new ChangeOfId(kind, id, item, Optional.of(Check.namespace(namespace)));
  }

  @Override
  public String toString() {
    return kind + " '" + id + "'";
  }
}
