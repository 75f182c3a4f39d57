package io.pinelink.server.internal.control;

import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import java.util.List;

/**
 * The control-plane endpoints of the conversion of indexes. The server does not convert indexes, so
 * there are no jobs.
 */
public final class ConversionEndpoints {
  private final IndexRegistry indexes;

  public ConversionEndpoints(IndexRegistry indexes) {
    this.indexes = indexes;
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<ConversionEndpoints>> paths() {
    return new PathTable<ControlEndpoint<ConversionEndpoints>>()
        .on("convertIndex", "POST", "/indexes/{name}/convert", ConversionEndpoints::convert)
        .on("listConversionJobs", "GET", "/conversion-jobs", ConversionEndpoints::list)
        .on("describeConversionJob", "GET", "/conversion-jobs/{id}", ConversionEndpoints::describe);
  }

  private ServerResponse convert(ServerRequest call, List<String> variables) {
    IndexResource source = indexes.get(variables.get(0));
    throw ControlException.unimplemented(
        "EmbeddedPinecone does not convert indexes, such as " + source.name());
  }

  private ServerResponse list(ServerRequest call, List<String> variables) {
    return ControlPages.page(
        call, List.<String>of(), job -> 0, job -> PlainJson.MAPPER.createObjectNode());
  }

  private ServerResponse describe(ServerRequest call, List<String> variables) {
    throw ControlException.notFound("Conversion job " + variables.get(0) + " not found.");
  }
}
