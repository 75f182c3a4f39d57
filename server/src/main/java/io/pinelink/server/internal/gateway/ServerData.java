package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.PrincipalStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.imports.ImportEndpoints;
import io.pinelink.server.internal.imports.IndexImports;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;

/** All resources of a server that are saved and loaded together. */
public record ServerData(
    OrganizationStore organizations,
    PrincipalStore principals,
    IndexImports imports,
    ImportEndpoints importEndpoints) {
  /** Passes all resources to a sink. */
  public void save(ResourceSink sink) {
    organizations.save(sink);
    principals.save(sink);
    for (OrganizationStore.Project project : organizations.projects()) {
      project.served().contents().save(project.id(), sink);
      for (IndexResource index : project.served().contents().indexes().list()) {
        imports.save(index, sink);
      }
    }
  }

  /** Replaces all resources by those that were saved. */
  public void load(SavedState saved) {
    organizations.load(saved);
    principals.load(saved);
    for (OrganizationStore.Project project : organizations.projects()) {
      ProjectResource served = project.served();
      served.contents().load(project.id(), saved);
      for (IndexResource index : served.contents().indexes().list()) {
        imports.load(index, saved, importEndpoints::order);
      }
    }
  }

  /** Removes the resources of all projects, which remain. */
  public void clear() {
    organizations.projects().forEach(project -> project.served().contents().clear());
  }
}
