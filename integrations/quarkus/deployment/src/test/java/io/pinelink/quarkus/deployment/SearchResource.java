package io.pinelink.quarkus.deployment;

import io.pinelink.Index;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** The resource of an application that is edited while it runs. */
@Path("/search")
public class SearchResource {
  @Inject Index tides;

  @GET
  public String nearest() {
    return "nearest: " + tides.query(QueryRequest.nearest(1, 0)).matches().get(0).id();
  }

  @POST
  public String write() {
    tides.upsert(List.of(Vector.of("spring", new float[] {1, 0})));
    return "written";
  }
}
