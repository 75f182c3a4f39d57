package io.pinelink.rewrite;

/** The types of Pinelink that the moved code names. */
final class Types {
  static final String CLIENT = "io.pinelink.Pinelink";
  static final String INDEX = "io.pinelink.Index";
  static final String ASYNC_INDEX = "io.pinelink.AsyncIndex";
  static final String METADATA = "io.pinelink.model.Metadata";
  static final String METADATA_SCHEMA = "io.pinelink.model.MetadataSchema";
  static final String FILTER = "io.pinelink.model.Filter";
  static final String VECTOR = "io.pinelink.model.Vector";
  static final String DENSE_VALUES = "io.pinelink.model.DenseValues";
  static final String SPARSE_VALUES = "io.pinelink.model.SparseValues";
  static final String QUERY = "io.pinelink.model.QueryRequest";
  static final String FETCH = "io.pinelink.model.FetchRequest";
  static final String FETCH_BY_METADATA = "io.pinelink.model.FetchByMetadataRequest";
  static final String UPDATE = "io.pinelink.model.UpdateRequest";
  static final String DELETE = "io.pinelink.model.DeleteRequest";
  static final String STATS = "io.pinelink.model.StatsRequest";
  static final String LIST_IDS = "io.pinelink.model.ListIdsRequest";
  static final String PAGE = "io.pinelink.model.PageRequest";
  static final String METRIC = "io.pinelink.model.Metric";
  static final String VECTOR_TYPE = "io.pinelink.model.VectorType";
  static final String CLOUD = "io.pinelink.routing.Cloud";
  static final String PROXY = "io.pinelink.network.ProxyOptions";
  static final String LIST_NAMESPACES = "io.pinelink.namespaces.ListNamespacesRequest";
  static final String CREATE_NAMESPACE = "io.pinelink.namespaces.CreateNamespaceRequest";
  static final String CREATE_INDEX = "io.pinelink.control.CreateIndexRequest";
  static final String CONFIGURE_INDEX = "io.pinelink.control.ConfigureIndexRequest";
  static final String INDEX_SPEC = "io.pinelink.control.IndexSpec";
  static final String READ_CAPACITY = "io.pinelink.control.ReadCapacity";
  static final String CREATE_BACKUP = "io.pinelink.control.CreateBackupRequest";
  static final String LIST_BACKUPS = "io.pinelink.control.ListBackupsRequest";
  static final String RESTORE = "io.pinelink.control.CreateIndexFromBackupRequest";
  static final String EMBED = "io.pinelink.inference.EmbedRequest";
  static final String RERANK = "io.pinelink.inference.RerankRequest";
  static final String LIST_MODELS = "io.pinelink.inference.ListModelsRequest";
  static final String MODEL_TYPE = "io.pinelink.inference.ModelType";
  static final String START_IMPORT = "io.pinelink.imports.StartImportRequest";
  static final String ERROR_MODE = "io.pinelink.imports.ErrorMode";
  static final String FIELDS = "io.pinelink.model.Fields";
  static final String SEARCH = "io.pinelink.records.SearchRecordsRequest";
  static final String RERANKING = "io.pinelink.records.Reranking";
  static final String TEXT_RECORD = "io.pinelink.records.TextRecord";
  static final String CREATE_FOR_MODEL = "io.pinelink.control.CreateIndexForModelRequest";

  static final String STRING = "java.lang.String";
  static final String STRINGS = "java.util.List<java.lang.String>";
  static final String FLOATS = "java.util.List<java.lang.Float>";
  static final String LONGS = "java.util.List<java.lang.Long>";
  static final String TAGS = "java.util.Map<java.lang.String, java.lang.String>";
  static final String TEXT_MAPS =
      "java.util.List<java.util.Map<java.lang.String, java.lang.String>>";
  static final String OBJECTS = "java.util.Map<java.lang.String, java.lang.Object>";

  private Types() {}
}
