import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import org.openapitools.db_control.client.model.BackupModelSchema;
import org.openapitools.db_control.client.model.BackupModelSchemaFieldsValue;
import java.util.HashMap;

class CreateAServerlessIndexWithMetadataSchema {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Configure metadata schema to only index specific fields
        // TODO Pinelink: MetadataSchema.of(field, …) names the filterable fields
        HashMap<String, BackupModelSchemaFieldsValue> fields = new HashMap<>();
        // TODO Pinelink: MetadataSchema.of(field, …) names the filterable fields
        fields.put("genre", new BackupModelSchemaFieldsValue().filterable(true));
        // TODO Pinelink: MetadataSchema.of(field, …) names the filterable fields
        fields.put("year", new BackupModelSchemaFieldsValue().filterable(true));
        // TODO Pinelink: MetadataSchema.of(field, …) names the filterable fields
        fields.put("description", new BackupModelSchemaFieldsValue().filterable(true));
        // TODO Pinelink: MetadataSchema.of(field, …) names the filterable fields
        BackupModelSchema schema = new BackupModelSchema().fields(fields);

        IndexDescription indexModel = pinecone.controlPlane().createIndex(CreateIndexRequest.builder(indexName, IndexSpec.serverless(new Cloud(cloud), region).withSchema(schema)).dimension(dimension).metric(new Metric(similarityMetric)).deletionProtection().tags(tags).build());
    }
}
