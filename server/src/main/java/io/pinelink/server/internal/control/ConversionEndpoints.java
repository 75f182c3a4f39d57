package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Set;

/** The control-plane endpoints of the conversion of indexes. */
public record ConversionEndpoints(ConversionRegistry conversions) {
  private static final Set<String> MEMBERS =
      Set.of("name", "schema", "error_mode", "on_error", "tags");
  private static final Set<String> ERROR_MODES = Set.of(ConversionRegistry.ABORT, "continue");

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<ConversionEndpoints>> paths() {
    return new PathTable<ControlEndpoint<ConversionEndpoints>>()
        .on("convertIndex", "POST /indexes/{name}/convert", ConversionEndpoints::convert)
        .on("listConversionJobs", "GET /conversion-jobs", ConversionEndpoints::list)
        .on("describeConversionJob", "GET /conversion-jobs/{id}", ConversionEndpoints::describe);
  }

  private ServerResponse convert(ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    body.checkNames(MEMBERS);
    String onError = errorMode(body);
    ConversionJob job =
        conversions.convert(call.pathValue(), source -> target(body, source), onError);
    return ServerResponse.json(202, model(job));
  }

  /** Returns the error mode, which the documentation shows nested or plain. */
  private static String errorMode(RequestJson body) {
    Object nested = body.members().get("error_mode");
    String mode;
    if (nested instanceof String plain) {
      mode = plain;
    } else {
      RequestJson holder = body.object("error_mode").orElse(body);
      mode = holder.text("on_error").orElse(ConversionRegistry.ABORT);
    }
    if (!ERROR_MODES.contains(mode)) {
      throw ControlException.invalid("on_error is '" + mode + "', expected abort or continue");
    }
    return mode;
  }

  private static IndexDefinition target(RequestJson body, IndexResource source) {
    String name = body.requiredText("name");
    IndexRequests.checkName(name);
    SchemaRequests.Declared declared = SchemaRequests.parse(body.requiredObject("schema"));
    IndexSpecState.Serverless was = (IndexSpecState.Serverless) source.settings().spec();
    IndexSpecState spec =
        new IndexSpecState.Serverless(was.cloud(), was.region(), Capacity.ON_DEMAND, null);
    IndexResource.Settings settings =
        IndexRequests.settings(
            body, IndexRequests.initially(spec, null), SchemaIndexRequests.TAG_VALUE);
    return new IndexDefinition(name, declared.shape(), declared.documents(), null, settings);
  }

  private ServerResponse list(ServerCall call) {
    return ControlPages.page(call, conversions.jobs(), ConversionJob::number, this::model);
  }

  private ServerResponse describe(ServerCall call) {
    return ServerResponse.json(200, model(conversions.job(call.pathValue())));
  }

  /** Returns the description of a job; the numbers of records are null until it has ended. */
  private ObjectNode model(ConversionJob job) {
    ObjectNode model = PlainJson.object();
    model.put("conversion_job_id", job.id().toString());
    model.put("source_index_id", job.sourceId().toString());
    model.put("source_index_name", job.sourceName());
    model.put("target_index_id", job.targetId().toString());
    model.put("target_index_name", job.targetName());
    model.put("created_at", job.createdAt().toString());
    model.putObject("error_mode").put("on_error", job.onError());
    model.put("percent_complete", conversions.percentComplete(job));
    if (!conversions.isEnded(job)) {
      model.put("status", "InProgress");
      model.putNull("records_converted").putNull("records_skipped");
    } else {
      model.put("status", job.failed() ? "Failed" : "Completed");
      model.put("records_converted", job.converted()).put("records_skipped", job.skipped());
    }
    return model;
  }
}
