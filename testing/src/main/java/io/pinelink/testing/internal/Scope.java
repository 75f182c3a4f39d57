package io.pinelink.testing.internal;

import io.pinelink.testing.internal.Declarations.Declared;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * The time during which a session is held: a class whose tests run one after another, or one test.
 * A session is taken when something first needs it. Thread-safe.
 */
public final class Scope implements StoredResource {
  private final Supplier<SessionSource> sources;
  private final boolean resets;
  private final Consumer<Scope> onClose;
  private final Map<String, IndexDeclaration> indexes = new LinkedHashMap<>();
  private Declared declared = Declared.NOTHING;
  private @Nullable SessionSource source;
  private @Nullable Session session;
  private @Nullable OpenedIndexes opened;
  private boolean closed;

  /**
   * @param sources returns the source of the session
   * @param resets whether each test begins with empty indexes
   * @param onClose receives this scope when it is closed
   */
  Scope(Supplier<SessionSource> sources, boolean resets, Consumer<Scope> onClose) {
    this.sources = sources;
    this.resets = resets;
    this.onClose = onClose;
  }

  /** Begins a test, or the methods that run before all tests. */
  synchronized void begin(Declared declared) {
    this.declared = resets ? declared : this.declared.and(declared);
    if (session == null) {
      return; // No caller can see data of an earlier test.
    }
    if (resets) {
      indexes.clear();
      session.begin();
      opened = new OpenedIndexes(session);
    }
    prepare(session);
  }

  /** Returns the session, whose indexes exist. */
  synchronized Session session() {
    if (closed) {
      throw new IllegalStateException("the test has ended");
    }
    if (session == null) {
      source = sources.get();
      session = source.take();
      opened = new OpenedIndexes(session);
      if (resets) {
        session.begin();
      }
      prepare(session);
    }
    return session;
  }

  /** Returns the open indexes of the test. */
  synchronized OpenedIndexes opened() {
    session();
    return Objects.requireNonNull(opened);
  }

  /** Returns the session if it was needed so far. */
  synchronized Optional<Session> started() {
    return Optional.ofNullable(session);
  }

  private void prepare(Session prepared) {
    boolean added = false;
    for (IndexDeclaration index : declared.indexes()) {
      added |= add(index, prepared);
    }
    if (resets || added) {
      declared.data().forEach(data -> prepared.load(data, data.index(indexes.values()), opened()));
    }
    if (resets) {
      prepared.prepared();
    }
  }

  /** Makes an index available that a parameter declares. */
  synchronized void ensure(IndexDeclaration index) {
    add(index, session());
  }

  private boolean add(IndexDeclaration index, Session prepared) {
    IndexDeclaration present = indexes.putIfAbsent(index.name(), index);
    if (present == null) {
      try {
        prepared.ensure(index, opened());
      } catch (RuntimeException | Error e) {
        indexes.remove(index.name());
        throw e;
      }
    } else if (!present.equals(index)) {
      throw new ParameterResolutionException(
          "the index '" + index.name() + "' is declared twice: " + present + " and " + index);
    }
    return present == null;
  }

  /** Returns the indexes of the test by name. */
  synchronized Map<String, IndexDeclaration> indexes() {
    session();
    return Map.copyOf(indexes);
  }

  /** Gives the session back. */
  @Override
  public synchronized void close() {
    closed = true;
    onClose.accept(this);
    if (source != null && session != null) {
      source.giveBack(session);
      session = null;
    }
  }
}
