package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The conversion jobs of one project. */
public final class ConversionRegistry {
  /** The handling of a record that cannot be converted that ends the job. */
  static final String ABORT = "abort";

  private final IndexRegistry indexes;
  private final BiFunction<StoredVector, DocumentSchema, StoredVector> conversion;
  private final InstantSource clock;
  private final List<ConversionJob> jobs = new ArrayList<>();

  /**
   * @param conversion returns the document that a record becomes in an index with a schema; it
   *     refuses a record that does not fit
   */
  public ConversionRegistry(
      IndexRegistry indexes,
      BiFunction<StoredVector, DocumentSchema, StoredVector> conversion,
      InstantSource clock) {
    this.indexes = indexes;
    this.conversion = conversion;
    this.clock = clock;
  }

  /**
   * Converts an index as it is now. The new index is initialized until the job has ended.
   *
   * @param definition returns the definition of the new index, which is one for documents
   */
  synchronized ConversionJob convert(
      String sourceName, Function<IndexResource, IndexDefinition> definition, String onError) {
    IndexResource source = indexes.get(sourceName);
    checkIsConvertible(source);
    IndexDefinition target = definition.apply(source);
    DocumentSchema schema = target.schema();
    if (schema == null) {
      throw ControlException.invalid(
          "schema.fields has reserved fields only, expected fields of a document index");
    }
    ConvertedRecords records =
        ConvertedRecords.of(source.data().snapshot(), schema, conversion, onError.equals(ABORT));
    IndexResource index =
        records.failed()
            ? indexes.createFailed(target)
            : indexes.create(target, records.contents());
    ConversionJob job =
        new ConversionJob(
            Long.MAX_VALUE - jobs.size(),
            UUID.randomUUID(),
            source.name(),
            source.id(),
            index.name(),
            index.id(),
            index.readyAt(),
            onError,
            records.converted(),
            records.skipped(),
            records.failed(),
            clock.instant());
    jobs.add(job);
    return job;
  }

  private void checkIsConvertible(IndexResource source) {
    if (source.schema().isPresent()) {
      throw ControlException.invalid("Index " + source.name() + " is a document index already");
    }
    if (!(source.settings().spec() instanceof IndexSpecState.Serverless)) {
      throw ControlException.invalid("Only serverless indexes can be converted");
    }
    if (!indexes.isReady(source)) {
      throw ControlException.invalid("Index " + source.name() + " is not ready");
    }
  }

  synchronized ConversionJob job(String id) {
    return jobs.stream()
        .filter(job -> job.id().toString().equals(id))
        .findFirst()
        .orElseThrow(() -> ControlException.notFound("Conversion job " + id + " not found."));
  }

  /** Returns all jobs, newest first. */
  synchronized List<ConversionJob> jobs() {
    List<ConversionJob> newestFirst = new ArrayList<>(jobs);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /**
   * Passes everything to a sink.
   *
   * @param project the id of the project
   */
  public synchronized void save(String project, ResourceSink sink) {
    jobs.forEach(job -> sink.resource("conversion", job.id(), project, job));
  }

  /** Adds what was saved. */
  public synchronized void load(String project, SavedState saved) {
    jobs.addAll(saved.records("conversion", ConversionJob.class, project));
  }

  /** Removes all jobs. */
  public synchronized void clear() {
    jobs.clear();
  }

  boolean isEnded(ConversionJob job) {
    return !clock.instant().isBefore(job.endsAt());
  }

  /** Returns the progress of a job, 0 to 100. */
  double percentComplete(ConversionJob job) {
    return isEnded(job)
        ? 100
        : BackupRegistry.percentOf(job.createdAt(), job.endsAt(), clock.instant());
  }
}
