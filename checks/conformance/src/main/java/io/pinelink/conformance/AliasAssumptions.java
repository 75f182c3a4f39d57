package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.error.ServiceException;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import java.util.List;

/** The assumptions about namespace aliases. */
final class AliasAssumptions {
  private static final String AREA = "namespace aliases";
  private static final RowVerdict NOT_ENABLED =
      RowVerdict.notTried("namespace aliases are not enabled for the index");

  private AliasAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "aliases-over-grpc",
                "namespace aliases are managed over gRPC as well as over REST",
                AliasAssumptions::overGrpc)
            .on(Fixture.CLASSIC)
            .overGrpc()
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "alias-error-details",
                "a refusal about aliases has an ErrorInfo with a reason, in JSON and in"
                    + " grpc-status-details-bin",
                AliasAssumptions::errorDetails)
            .on(Fixture.CLASSIC)
            .overBoth()
            .costing(2, 0, 0),
        ConformanceRow.of(
                AREA,
                "write-to-alias",
                "an upsert to an alias is refused with 409 and NAME_IN_USE_BY_ALIAS",
                AliasAssumptions::writeToAlias)
            .from("docs.pinecone.io: Namespace aliases")
            .on(Fixture.CLASSIC)
            .costing(43, 2, 0));
  }

  /** Writes a vector, so that the namespace exists. */
  private static void fill(RowLab lab) {
    lab.call(() -> lab.vectors().upsert(List.of(Vector.of("a", new float[] {1, 0, 0}))));
    lab.await(
        () -> lab.call(() -> lab.vectorsOverRest().namespaces().describe(lab.namespace())),
        Seen::isSuccess);
  }

  private static String alias(RowLab lab) {
    return lab.namespace() + "-alias";
  }

  private static Seen delete(RowLab lab) {
    return lab.call(
        () -> {
          lab.vectors().namespaces().deleteAlias(alias(lab));
          return "";
        });
  }

  /** Returns whether the service has no aliases here, as opposed to none over this protocol. */
  private static boolean isMissing(Seen seen) {
    return seen.isRefused(501, 12);
  }

  private static RowVerdict overGrpc(RowLab lab) {
    fill(lab);
    Seen rest =
        lab.call(() -> lab.vectorsOverRest().namespaces().createAlias(alias(lab), lab.namespace()));
    if (isMissing(rest)) {
      return NOT_ENABLED;
    }
    Seen seen = lab.call(() -> lab.vectors().namespaces().describeAlias(alias(lab)));
    Seen deleted = delete(lab);
    return RowVerdict.of(
        seen.isSuccess() && deleted.isSuccess(),
        "describe: " + seen.text() + "; delete: " + deleted.text());
  }

  private static RowVerdict errorDetails(RowLab lab) {
    String target = lab.namespace() + "-none";
    Seen seen = lab.call(() -> lab.vectors().namespaces().createAlias(alias(lab), target));
    if (isMissing(seen)) {
      return lab.protocol() == Protocol.REST
          ? NOT_ENABLED
          : RowVerdict.notTried("namespace aliases are not offered over gRPC");
    }
    String reason =
        seen.failure() instanceof ServiceException refused ? refused.reason().orElse("") : "";
    return RowVerdict.of(
        seen.isInvalid() && reason.equals("TARGET_NAMESPACE_NOT_FOUND"),
        seen.text() + ", reason '" + reason + "'");
  }

  private static RowVerdict writeToAlias(RowLab lab) {
    fill(lab);
    Seen created =
        lab.call(() -> lab.vectors().namespaces().createAlias(alias(lab), lab.namespace()));
    if (isMissing(created)) {
      return NOT_ENABLED;
    }
    Seen seen =
        lab.post(
            NEWEST,
            "/vectors/upsert",
            "{\"namespace\":\""
                + alias(lab)
                + "\",\"vectors\":[{\"id\":\"b\",\"values\":[1,0,0]}]}");
    delete(lab);
    String reason = String.valueOf(seen.json("details", "0", "reason"));
    return RowVerdict.of(
        seen.status() == 409 && reason.equals("NAME_IN_USE_BY_ALIAS"),
        seen.text() + ", reason '" + reason + "'");
  }
}
