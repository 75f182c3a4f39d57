package io.pinelink;

import io.pinelink.internal.call.Caller;
import java.util.Optional;

/** The base of the facades of an index, of any kind. */
abstract class IndexFacade extends Facade {
  IndexFacade(Caller caller) {
    super(caller);
  }

  /**
   * Returns the name of the index: the name by which it was opened, or else the name in its host,
   * such as {@code docs} in {@code docs-a1b2c3d.svc.aped-4627-b74a.pinecone.io}; empty if the host
   * names none. Nothing is sent.
   */
  public Optional<String> name() {
    return caller.indexName();
  }

  /** Returns the namespace of this view; empty for the default one. */
  public String namespace() {
    return caller.namespace();
  }
}
