import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.BackupModelSchema;
import org.openapitools.db_control.client.model.BackupModelSchemaFieldsValue;
import java.util.HashMap;
import java.util.Map;

class CreateABYOCIndexWithMetadataSchema {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String byocEnvironment = "your-byoc-environment";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "production");

        // Configure metadata schema
        Map<String, BackupModelSchemaFieldsValue> fields = new HashMap<>();
        fields.put("genre", new BackupModelSchemaFieldsValue().filterable(true));
        fields.put("year", new BackupModelSchemaFieldsValue().filterable(true));
        fields.put("description", new BackupModelSchemaFieldsValue().filterable(true));
        BackupModelSchema schema = new BackupModelSchema().fields(fields);

        IndexModel indexModel = pinecone.createByocIndex(
            indexName, similarityMetric, dimension, byocEnvironment, "enabled", tags, schema);
    }
}
