package io.pinelink.server.internal.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Saves what changes in one index, before it changes. Every method throws an {@link
 * io.pinelink.server.internal.wire.RpcException} if it cannot save, and nothing then changes. The
 * index calls all but {@link #await} while it locks, so the order of the calls is the order of the
 * changes.
 */
public interface WriteJournal {
  /**
   * Saves a write.
   *
   * @param namespace the name in the store
   * @return the position to {@linkplain #await wait} for
   */
  long wrote(String namespace, long lsn, Mutation mutation);

  /**
   * Saves a new or changed alias.
   *
   * @param alias null if the alias is deleted
   */
  void aliased(String name, @Nullable AliasEntry alias);

  /** Saves that a copy of the index has been made at this moment. */
  void copied(UUID copy);

  /** Returns the position of everything that is saved so far. */
  long position();

  /** Waits until a position is as safe as the user demands. */
  void await(long position);
}
