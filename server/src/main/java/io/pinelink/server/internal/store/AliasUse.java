package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Map;

/** A use of a name that is refused if the name is an alias. */
enum AliasUse {
  /** Writing records, which creates a missing namespace. */
  UPSERT(RpcCode.ALREADY_EXISTS, "NAME_IN_USE_BY_ALIAS", "cannot be written to"),
  /** Changing or deleting records. */
  CHANGE(RpcCode.INVALID_ARGUMENT, "WRITE_TO_ALIAS", "cannot be written to"),
  /** Creating a namespace. */
  CREATE(RpcCode.ALREADY_EXISTS, "NAME_IN_USE_BY_ALIAS", "cannot be the name of a namespace"),
  /** Describing or deleting a namespace. */
  MANAGE(
      RpcCode.INVALID_ARGUMENT,
      "NAMESPACE_OPERATION_ON_ALIAS",
      "cannot be described or deleted as a namespace");

  private final RpcCode code;
  private final String reason;
  private final String refusal;

  AliasUse(RpcCode code, String reason, String refusal) {
    this.code = code;
    this.reason = reason;
    this.refusal = refusal;
  }

  RpcException refused(String alias) {
    return new RpcException(
        code, "'" + alias + "' is a namespace alias, which " + refusal, reason, Map.of());
  }
}
