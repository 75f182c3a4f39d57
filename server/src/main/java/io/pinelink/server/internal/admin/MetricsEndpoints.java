package io.pinelink.server.internal.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;

/**
 * The discovery of the metrics of a project; the metrics themselves are not served.
 *
 * @param scheme the scheme of the hosts of indexes, http or https
 */
public record MetricsEndpoints(OrganizationStore organizations, String scheme) {
  /** Returns the path of the only operation, for the projects that API keys belong to. */
  public PathTable<ControlEndpoint<ProjectResource>> paths() {
    return new PathTable<ControlEndpoint<ProjectResource>>()
        .on(
            "discoverMetrics",
            "GET /prometheus/projects/{id}/metrics/discover",
            (project, call) -> discover(project, call.pathValue()));
  }

  private ServerResponse discover(ProjectResource caller, String projectId) {
    if (!organizations.isProject(projectId, caller)) {
      throw new ControlException(401, "UNAUTHENTICATED", "Invalid API key.");
    }
    IndexRegistry indexes = caller.contents().indexes();
    ArrayNode groups = PlainJson.MAPPER.createArrayNode();
    for (IndexResource index : indexes.list()) {
      ObjectNode group = groups.addObject();
      String host = indexes.publicHost(index);
      group
          .putArray("targets")
          .add(
              (host.contains("://") ? "" : scheme + "://")
                  + host
                  + "/projects/"
                  + projectId
                  + "/metrics/export");
      group.putObject("labels").put("index_name", index.name()).put("project_id", projectId);
    }
    return ServerResponse.json(200, groups);
  }
}
