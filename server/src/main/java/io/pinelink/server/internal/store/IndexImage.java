package io.pinelink.server.internal.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an index while they are read from saved data, before a {@link StoredIndex} serves
 * them. Not thread-safe.
 */
public final class IndexImage {
  private final IndexState state;
  private final NavigableMap<String, AliasEntry> aliases = new TreeMap<>();
  private long lsn;

  /** Creates an image of an index without contents. */
  public IndexImage(Namespace.Maker maker) {
    this.state = new IndexState(maker);
  }

  IndexState state() {
    return state;
  }

  Collection<AliasEntry> aliases() {
    return aliases.values();
  }

  /** Returns the number of the last write to the index; 0 for none. */
  public long lsn() {
    return lsn;
  }

  /**
   * Applies a write.
   *
   * @param namespace the name in the store
   */
  public void wrote(String namespace, long number, Mutation mutation) {
    mutation.applyTo(state, namespace);
    state.wrote(namespace, number);
    lsn = number;
  }

  /**
   * Adds records to a namespace without a write.
   *
   * @param namespace the name in the store
   */
  public void add(String namespace, List<StoredVector> records) {
    new Mutation.Put(records).applyTo(state, namespace);
  }

  /** Sets the number of the last write to the index. */
  public void setLsn(long number) {
    lsn = number;
  }

  /**
   * Sets an alias.
   *
   * @param alias null to remove it
   */
  public void aliased(String name, @Nullable AliasEntry alias) {
    if (alias == null) {
      aliases.remove(name);
    } else {
      aliases.put(name, alias);
    }
  }

  /** Returns a copy of all records by namespace, as {@link StoredIndex#snapshot()} does. */
  public Map<String, List<StoredVector>> records() {
    Map<String, List<StoredVector>> records = new LinkedHashMap<>();
    state.all().forEach((name, found) -> records.put(name, List.copyOf(found.vectors())));
    return records;
  }
}
