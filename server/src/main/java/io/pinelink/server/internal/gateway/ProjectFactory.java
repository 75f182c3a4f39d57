package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.PrincipalStore;
import io.pinelink.server.internal.admin.PrivateEndpoints;
import io.pinelink.server.internal.admin.ProjectContents;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.control.BackupEndpoints;
import io.pinelink.server.internal.control.BackupRegistry;
import io.pinelink.server.internal.control.BackupScheduleEndpoints;
import io.pinelink.server.internal.control.BackupSchedules;
import io.pinelink.server.internal.control.CollectionEndpoints;
import io.pinelink.server.internal.control.CollectionRegistry;
import io.pinelink.server.internal.control.ControlService;
import io.pinelink.server.internal.control.ConversionEndpoints;
import io.pinelink.server.internal.control.ConversionRegistry;
import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.control.IndexDescriptions;
import io.pinelink.server.internal.control.IndexEndpoints;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexRequests;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.control.Regions;
import io.pinelink.server.internal.control.StartIndexes;
import io.pinelink.server.internal.documents.DocumentConversion;
import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.documents.DocumentEndpoints;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.imports.ImportEndpoints;
import io.pinelink.server.internal.imports.ImportFile;
import io.pinelink.server.internal.imports.IndexImports;
import io.pinelink.server.internal.imports.RecordFile;
import io.pinelink.server.internal.imports.RecordTarget;
import io.pinelink.server.internal.inference.InferenceEndpoints;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.ModelEndpoints;
import io.pinelink.server.internal.records.RecordEndpoints;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.CountingNamespace;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredNamespace;
import io.pinelink.server.internal.store.WriteVisibility;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.GrpcEndpoint;
import io.pinelink.server.internal.vectors.NamespaceAliasOperations;
import io.pinelink.server.internal.vectors.NamespaceOperations;
import io.pinelink.server.internal.vectors.VectorOperations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A factory of projects and of the planes that serve them. Projects share the planes and the
 * server's settings and models, but no index, collection or backup.
 */
public final class ProjectFactory {
  private final Function<String, IndexAddressing> hosts;
  private final Function<IndexShape, StoredIndex> store;
  private final IndexRequests requests;
  private final IndexImports imports;
  private final ImportEndpoints importEndpoints;
  private final Settings settings;

  /**
   * The settings that all projects of a server share.
   *
   * @param countingOnly the name of the setting that keeps no vectors; null to keep them
   * @param namespaceAliases whether indexes have namespace aliases
   * @param maxUpsertBytes returns the maximum size of an upsert
   * @param buckets the folders that replace object storage
   * @param saving what calls do to save their changes
   */
  public record Settings(
      @Nullable String countingOnly,
      WriteVisibility visibility,
      Supplier<Duration> provisioningTime,
      Supplier<Duration> deletionTime,
      Supplier<Duration> importTime,
      boolean lenientRegions,
      boolean namespaceAliases,
      IntSupplier maxUpsertBytes,
      ModelEmbedder embeddings,
      Buckets buckets,
      Saving saving,
      InstantSource clock) {}

  /**
   * @param hosts returns the index addressing of a project by its short id
   */
  public ProjectFactory(Settings settings, Function<String, IndexAddressing> hosts) {
    this.settings = settings;
    this.hosts = hosts;
    String countingOnly = settings.countingOnly();
    Namespace.Maker maker =
        countingOnly == null
            ? StoredNamespace::new
            : filterable -> new CountingNamespace(countingOnly, filterable);
    this.store = shape -> new StoredIndex(shape, settings.visibility(), maker);
    this.requests = new IndexRequests(new Regions(!settings.lenientRegions()));
    this.imports = new IndexImports(settings.importTime(), settings.clock());
    this.importEndpoints =
        new ImportEndpoints(
            imports,
            settings.buckets(),
            ImportFile.Limits.ofService(),
            ProjectFactory.class.getClassLoader(),
            schema -> new DocumentDecoder(schema, settings.embeddings()));
  }

  /** Creates an empty project. */
  public ProjectResource create(String id, String shortId) {
    IndexAddressing own = hosts.apply(shortId);
    IndexRegistry indexes =
        new IndexRegistry(
            own, store, settings.provisioningTime(), settings.deletionTime(), settings.clock());
    BackupRegistry backups =
        new BackupRegistry(indexes, settings.provisioningTime(), settings.clock());
    ProjectContents contents =
        new ProjectContents(
            indexes,
            new CollectionRegistry(indexes, settings.provisioningTime(), settings.clock()),
            backups,
            new BackupSchedules(id, indexes, backups, settings.clock()),
            new ConversionRegistry(
                indexes, new DocumentConversion(settings.embeddings())::convert, settings.clock()));
    return new ProjectResource(id, shortId, own, new PrivateEndpoints(shortId), contents);
  }

  /** Returns the reader of definitions of indexes. */
  public IndexForms forms() {
    return new IndexForms(requests);
  }

  public ModelEmbedder embeddings() {
    return settings.embeddings();
  }

  /**
   * Loads the records of a file into a namespace of an index.
   *
   * @throws IllegalArgumentException if the name of the namespace or a record is invalid
   */
  public void load(IndexResource index, String namespace, Path file) {
    RecordFile.of(file)
        .load(
            index.data(),
            RecordTarget.of(index),
            namespace,
            settings.embeddings(),
            ProjectFactory.class.getClassLoader());
  }

  /**
   * Returns the indexes with which projects start.
   *
   * @param setting the name of the setting that has them
   * @throws IllegalArgumentException if one is invalid
   */
  public StartIndexes startIndexes(List<String> texts, String setting) {
    return new StartIndexes(texts, forms(), setting);
  }

  /** Returns all resources of a server. */
  public ServerData data(OrganizationStore organizations, PrincipalStore principals) {
    return new ServerData(organizations, principals, imports, importEndpoints);
  }

  public DataPlane dataPlane() {
    return new DataPlane(settings.saving(), imports, this::dataTables);
  }

  private DataPlane.Tables dataTables() {
    PathTable<DataEndpoint> paths = new PathTable<>();
    GrpcEndpoint grpc = new GrpcEndpoint();
    VectorOperations.addTo(paths, grpc, settings.maxUpsertBytes());
    NamespaceOperations.addTo(paths, grpc);
    new NamespaceAliasOperations(settings.namespaceAliases(), settings.clock()).addTo(paths, grpc);
    new RecordEndpoints(settings.embeddings(), settings.maxUpsertBytes()).addTo(paths);
    new DocumentEndpoints(settings.embeddings(), settings.maxUpsertBytes()).addTo(paths);
    importEndpoints.addTo(paths);
    return new DataPlane.Tables(paths, grpc);
  }

  public ControlService<ProjectResource> controlPlane() {
    return new ControlService<>(this::controlPaths);
  }

  private PathTable<ControlEndpoint<ProjectResource>> controlPaths() {
    InferenceEndpoints inference = new InferenceEndpoints(settings.embeddings());
    return new PathTable<ControlEndpoint<ProjectResource>>()
        .addAll(IndexEndpoints.paths(), endpoint -> endpoint.on(this::indexEndpoints))
        .addAll(
            CollectionEndpoints.paths(),
            endpoint -> endpoint.on(ProjectFactory::collectionEndpoints))
        .addAll(BackupEndpoints.paths(), endpoint -> endpoint.on(this::backupEndpoints))
        .addAll(
            BackupScheduleEndpoints.paths(),
            endpoint -> endpoint.on(ProjectFactory::scheduleEndpoints))
        .addAll(
            ConversionEndpoints.paths(),
            endpoint -> endpoint.on(ProjectFactory::conversionEndpoints))
        .addAll(InferenceEndpoints.paths(), endpoint -> endpoint.on(project -> inference))
        .addAll(ModelEndpoints.<ProjectResource>paths(), Function.identity());
  }

  private IndexEndpoints indexEndpoints(ProjectResource project) {
    ProjectContents contents = project.contents().upToDate();
    IndexDescriptions models =
        new IndexDescriptions(contents.indexes(), () -> !project.privateEndpoints().isEmpty());
    return new IndexEndpoints(contents.indexes(), contents.collections(), requests, models);
  }

  private static CollectionEndpoints collectionEndpoints(ProjectResource project) {
    return new CollectionEndpoints(project.contents().upToDate().collections());
  }

  private BackupEndpoints backupEndpoints(ProjectResource project) {
    return new BackupEndpoints(project.contents().upToDate().backups(), requests);
  }

  private static BackupScheduleEndpoints scheduleEndpoints(ProjectResource project) {
    ProjectContents contents = project.contents().upToDate();
    return new BackupScheduleEndpoints(contents.schedules(), contents.backups());
  }

  private static ConversionEndpoints conversionEndpoints(ProjectResource project) {
    return new ConversionEndpoints(project.contents().upToDate().conversions());
  }
}
