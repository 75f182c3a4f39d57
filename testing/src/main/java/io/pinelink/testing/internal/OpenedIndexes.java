package io.pinelink.testing.internal;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.routing.IndexFamily;
import java.util.HashMap;
import java.util.Map;

/**
 * The indexes that a test has opened. Opening an index asks the control plane, and only the first
 * time should, so that the extension adds no requests to the test's own. Thread-safe.
 */
final class OpenedIndexes {
  private final Session session;
  private final Map<String, Index> vectors = new HashMap<>();
  private final Map<String, RecordIndex> records = new HashMap<>();
  private final Map<String, DocumentIndex> documents = new HashMap<>();

  OpenedIndexes(Session session) {
    this.session = session;
  }

  /** Opens a declared index. */
  void open(IndexDeclaration index) {
    if (index.family().equals(IndexFamily.DOCUMENTS)) {
      documents(index.name());
    } else if (index.family().equals(IndexFamily.RECORDS)) {
      records(index.name());
    } else {
      vectors(index.name());
    }
  }

  synchronized Index vectors(String declared) {
    return vectors.computeIfAbsent(
        declared,
        name -> session.opener().index(session.nameOf(name)).namespace(session.namespace()));
  }

  synchronized RecordIndex records(String declared) {
    return records.computeIfAbsent(
        declared,
        name -> session.opener().records(session.nameOf(name)).namespace(session.namespace()));
  }

  synchronized DocumentIndex documents(String declared) {
    return documents.computeIfAbsent(
        declared,
        name -> session.opener().documents(session.nameOf(name)).namespace(session.namespace()));
  }
}
