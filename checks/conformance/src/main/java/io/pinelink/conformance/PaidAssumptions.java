package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.CLASSIC;
import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The assumptions that need a paid plan: about backups, conversions and imports. */
final class PaidAssumptions {
  private static final Set<String> BACKUP_STATUSES =
      Set.of("Initializing", "Pending", "Ready", "Failed", "InitializationFailed");

  /** The statuses of requests that a service does not have. */
  private static final Set<Integer> NO_OPERATION = Set.of(404, 405, 501);

  /** A bucket that does not exist: the import fails once it starts. */
  private static final String NO_BUCKET = "s3://pinelink-conformance-no-such-bucket/folder/";

  private PaidAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                "conversions",
                "conversion-error-mode",
                "a conversion accepts error_mode: {on_error: continue}, and repeats it in its"
                    + " description",
                PaidAssumptions::errorMode)
            .needing(ServicePlan.STANDARD)
            .on(Fixture.CLASSIC)
            .costing(0, 0, 45)
            .creating(1),
        ConformanceRow.of(
                "conversions",
                "conversion-cancellation",
                "a conversion cannot be cancelled",
                PaidAssumptions::cancellation)
            .needing(ServicePlan.STANDARD)
            .on(Fixture.CLASSIC)
            .costing(0, 0, 46)
            .creating(1),
        ConformanceRow.of(
                "backups",
                "backup-statuses",
                "a backup has only documented statuses; a failed one is Failed or"
                    + " InitializationFailed",
                PaidAssumptions::backupStatuses)
            .needing(ServicePlan.STANDARD)
            .on(Fixture.CLASSIC)
            .costing(0, 0, 43),
        ConformanceRow.of(
                "imports",
                "document-import-version",
                "an import into a document index is not refused because of version 2026-04",
                PaidAssumptions::importVersion)
            .needing(ServicePlan.STANDARD)
            .on(Fixture.DOCUMENTS)
            .costing(1, 1, 0),
        ConformanceRow.of(
                "imports",
                "unknown-import",
                "the description of an unknown import is refused with 404",
                lab -> {
                  Seen seen = lab.get(CLASSIC, "/bulk/imports/101010");
                  return notPermitted(seen, RowVerdict.of(seen.status() == 404, seen.text()));
                })
            .from("docs.pinecone.io: Import records")
            .needing(ServicePlan.STANDARD)
            .on(Fixture.CLASSIC)
            .costing(1, 0, 0));
  }

  /** Returns the verdict, unless the plan or the role does not permit the request. */
  private static RowVerdict notPermitted(Seen seen, RowVerdict verdict) {
    return seen.status() == 402 || seen.status() == 403
        ? RowVerdict.notTried("not permitted: " + seen.text())
        : verdict;
  }

  /** Starts a conversion into an index of the run. */
  private static Seen convert(RowLab lab, String word) {
    String tag = lab.announce(word).values().iterator().next();
    return lab.control(
        NEWEST,
        "POST",
        "/indexes/" + lab.indexName() + "/convert",
        "{\"name\":\""
            + lab.indexName(word)
            + "\",\"schema\":{\"fields\":{\"embedding\":{\"type\":\"dense_vector\","
            + "\"dimension\":3,\"metric\":\"cosine\"}}},"
            + "\"error_mode\":{\"on_error\":\"continue\"},\"tags\":{\""
            + RunNames.TAG
            + "\":\""
            + tag
            + "\"}}");
  }

  private static RowVerdict errorMode(RowLab lab) {
    Seen seen = convert(lab, "converted");
    if (!seen.isSuccess()) {
      lab.deleteIndex("converted");
      return notPermitted(seen, RowVerdict.different(seen.text()));
    }
    Seen described = awaitConverted(lab, String.valueOf(seen.json("conversion_job_id")));
    lab.deleteIndex("converted");
    Object mode = described.json("error_mode", "on_error");
    return RowVerdict.of("continue".equals(mode), described.text() + ", on_error " + mode);
  }

  private static Seen awaitConverted(RowLab lab, String job) {
    return lab.await(
        () -> lab.control(NEWEST, "GET", "/conversion-jobs/" + job, ""),
        found -> !"InProgress".equals(found.json("status")));
  }

  private static RowVerdict cancellation(RowLab lab) {
    Seen started = convert(lab, "cancelled");
    if (!started.isSuccess()) {
      lab.deleteIndex("cancelled");
      return notPermitted(started, RowVerdict.different("the conversion: " + started.text()));
    }
    String job = String.valueOf(started.json("conversion_job_id"));
    Seen seen = lab.control(NEWEST, "DELETE", "/conversion-jobs/" + job, "");
    awaitConverted(lab, job);
    lab.deleteIndex("cancelled");
    return RowVerdict.of(NO_OPERATION.contains(seen.status()), seen.text());
  }

  private static RowVerdict backupStatuses(RowLab lab) {
    Seen seen =
        lab.call(
            () ->
                lab.control()
                    .controlPlane()
                    .createBackup(CreateBackupRequest.builder(lab.indexName()).build()));
    if (!seen.isSuccess()) {
      return notPermitted(seen, RowVerdict.different(seen.text()));
    }
    BackupDescription backup = seen.value(BackupDescription.class);
    TreeSet<String> statuses = new TreeSet<>(Set.of(backup.status()));
    lab.await(
        () -> lab.control(NEWEST, "GET", "/backups/" + backup.id(), ""),
        found -> {
          statuses.add(text(found.json("status")));
          return !found.isSuccess() || !"Initializing".equals(found.json("status"));
        });
    lab.control(NEWEST, "DELETE", "/backups/" + backup.id(), "");
    return RowVerdict.of(BACKUP_STATUSES.containsAll(statuses), "the statuses " + statuses);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private static RowVerdict importVersion(RowLab lab) {
    Seen seen = lab.post(CLASSIC, "/bulk/imports", "{\"uri\":\"" + NO_BUCKET + "\"}");
    return notPermitted(
        seen,
        RowVerdict.of(
            !seen.last().message().toLowerCase(Locale.ROOT).contains("version")
                && (seen.isSuccess() || seen.isInvalid()),
            seen.text()));
  }
}
