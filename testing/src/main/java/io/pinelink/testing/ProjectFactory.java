package io.pinelink.testing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Makes projects. They share the server's settings and its models, and no index, collection or
 * backup.
 */
final class ProjectFactory {
  private final Function<String, IndexHosts> hosts;
  private final Function<IndexShape, StoredIndex> store;
  private final Duration provisioningTime;
  private final Duration deletionTime;
  private final InstantSource clock;
  private final IndexRequests requests;
  private final Embeddings embeddings;
  private final IndexImports imports;
  private final GrpcEndpoint grpc;
  private final PathTable<DataEndpoint> dataPaths = new PathTable<>();

  /**
   * Keeps what the builder says now.
   *
   * @param hosts where the indexes of a project are reached, by its short id
   */
  ProjectFactory(
      EmbeddedPineconeBuilder builder, Visibility visibility, Function<String, IndexHosts> hosts) {
    this.hosts = hosts;
    String countingOnly = builder.settingNames.apply(Setting.COUNTING_ONLY);
    Namespace.Maker maker =
        builder.countingOnly
            ? filterable -> new CountedNamespace(countingOnly, filterable)
            : KeptNamespace::new;
    this.store = shape -> new StoredIndex(shape, visibility, maker);
    this.provisioningTime = builder.provisioningTime;
    this.deletionTime = builder.deletionTime;
    this.clock = builder.clock;
    this.requests = new IndexRequests(new Regions(!builder.lenientRegions));
    this.embeddings = new Embeddings(builder.embedder);
    this.imports = new IndexImports(builder.importTime, clock);
    DataService vectors = new DataService(builder.maxUpsertBytes);
    this.grpc = new GrpcEndpoint(vectors);
    new VectorEndpoints(vectors).addTo(dataPaths);
    new RecordEndpoints(embeddings, builder.maxUpsertBytes).addTo(dataPaths);
    new ImportEndpoints(
            imports,
            new Buckets(builder.buckets, builder.settingNames.apply(Setting.BUCKET)),
            ImportFile.Limits.ofService(),
            ProjectFactory.class.getClassLoader())
        .addTo(dataPaths);
  }

  /** A project that has nothing yet. */
  ServedProject create(String shortId) {
    IndexHosts own = hosts.apply(shortId);
    IndexRegistry indexes = new IndexRegistry(own, store, provisioningTime, deletionTime, clock);
    ProjectContents contents =
        new ProjectContents(
            indexes,
            new CollectionRegistry(indexes, provisioningTime, clock),
            new BackupRegistry(indexes, provisioningTime, clock));
    PrivateEndpoints endpoints = new PrivateEndpoints(shortId);
    IndexModels models = new IndexModels(indexes, () -> !endpoints.areNone());
    ServedProject.Planes planes =
        new ServedProject.Planes(
            new ApiVersionCheck(new ControlService(controlPaths(contents, models))),
            new ApiVersionCheck(new DataPlane(indexes, imports, dataPaths, grpc)));
    return new ServedProject(shortId, own, endpoints, contents, planes);
  }

  private PathTable<ControlEndpoint> controlPaths(ProjectContents contents, IndexModels models) {
    PathTable<ControlEndpoint> paths = new PathTable<>();
    new IndexEndpoints(contents.indexes(), contents.collections(), requests, models).addTo(paths);
    new CollectionEndpoints(contents.collections()).addTo(paths);
    new BackupEndpoints(contents.backups(), requests).addTo(paths);
    new InferenceEndpoints(embeddings).addTo(paths);
    ModelEndpoints.addTo(paths);
    return paths;
  }
}
