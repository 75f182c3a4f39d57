package io.pinelink.server.internal.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a write on one namespace, computed before it is applied. It has the same effect
 * whenever it is applied, so it can be saved first, and applied to the visible state later.
 */
public sealed interface Mutation {
  /** The effect of a write that changes nothing. */
  Mutation NOTHING = new Nothing();

  /** Applies the effect to a namespace by its name in the store. */
  void applyTo(IndexState state, String name);

  /** Stores records, and creates the namespace if it is missing. */
  record Put(List<StoredVector> records) implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      records.forEach(state.open(name)::put);
    }
  }

  /** Removes records from a namespace that exists. */
  record Remove(List<String> ids) implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      state.open(name).remove(ids);
    }
  }

  /** Removes all records from a namespace that exists. */
  record Clear() implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      state.open(name).clear();
    }
  }

  /**
   * Creates an empty namespace.
   *
   * @param filterable the fields of its own schema; null if it has none
   */
  record Create(@Nullable Set<String> filterable) implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      state.make(name, filterable);
    }
  }

  /** Removes a namespace with its records. */
  record Drop() implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      state.remove(name);
    }
  }

  /** Changes nothing. */
  record Nothing() implements Mutation {
    @Override
    public void applyTo(IndexState state, String name) {
      // Only the sequence number of the namespace changes.
    }
  }
}
