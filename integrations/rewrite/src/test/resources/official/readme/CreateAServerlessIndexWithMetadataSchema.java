import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.BackupModelSchema;
import org.openapitools.db_control.client.model.BackupModelSchemaFieldsValue;
import java.util.HashMap;

class CreateAServerlessIndexWithMetadataSchema {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String cloud = "aws";
        String region = "us-west-2";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        // Configure metadata schema to only index specific fields
        HashMap<String, BackupModelSchemaFieldsValue> fields = new HashMap<>();
        fields.put("genre", new BackupModelSchemaFieldsValue().filterable(true));
        fields.put("year", new BackupModelSchemaFieldsValue().filterable(true));
        fields.put("description", new BackupModelSchemaFieldsValue().filterable(true));
        BackupModelSchema schema = new BackupModelSchema().fields(fields);

        IndexModel indexModel = pinecone.createServerlessIndex(indexName, similarityMetric, dimension, 
            cloud, region, "enabled", tags, null, schema);
    }
}
