package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.AliasPage;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.vectors.DataResults.Deleted;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Instant;
import java.time.InstantSource;

/** The operations on namespace aliases, shared by both protocols. */
public final class AliasService {
  private static final String SINCE = "2026-07";
  private static final long DEFAULT_PAGE = 100;

  private final boolean enabled;
  private final InstantSource clock;

  /**
   * @param enabled whether the indexes have aliases; otherwise every operation is unimplemented
   */
  public AliasService(boolean enabled, InstantSource clock) {
    this.enabled = enabled;
    this.clock = clock;
  }

  /**
   * Refuses a call in a version without aliases, and every call if they are not enabled. A call
   * without a version is one in the oldest version.
   */
  void check(ServerCall call) {
    String version = call.apiVersion().orElse("");
    if (version.compareTo(SINCE) < 0) {
      throw RpcException.invalid(
          "API_VERSION_TOO_OLD",
          "Namespace aliases need X-Pinecone-Api-Version " + SINCE + " or newer");
    }
    if (!enabled) {
      throw new RpcException(
          RpcCode.UNIMPLEMENTED, "Namespace aliases are not enabled for this index");
    }
  }

  OperationResult<AliasEntry> create(StoredIndex index, AliasCalls.Point call) {
    Instant now = clock.instant();
    return result(
        index.aliases(
            (aliases, namespaces) -> aliases.create(call.name(), call.target(), now, namespaces)));
  }

  OperationResult<AliasEntry> repoint(StoredIndex index, AliasCalls.Point call) {
    Instant now = clock.instant();
    return result(
        index.aliases(
            (aliases, namespaces) -> aliases.repoint(call.name(), call.target(), now, namespaces)));
  }

  OperationResult<AliasEntry> describe(StoredIndex index, AliasCalls.Named call) {
    return result(index.aliases((aliases, namespaces) -> aliases.describe(call.name())));
  }

  OperationResult<AliasPage> list(StoredIndex index, AliasCalls.ListAliases call) {
    Long limit = call.limit();
    return result(
        index.aliases(
            (aliases, namespaces) ->
                aliases.list(
                    call.prefix(),
                    call.target(),
                    limit == null ? DEFAULT_PAGE : limit,
                    call.paginationToken())));
  }

  OperationResult<Deleted> delete(StoredIndex index, AliasCalls.Named call) {
    return result(
        index.aliases(
            (aliases, namespaces) -> {
              aliases.delete(call.name());
              return new Deleted();
            }));
  }

  private static <T> OperationResult<T> result(T value) {
    return new OperationResult<>(value, SequenceNumber.none());
  }
}
