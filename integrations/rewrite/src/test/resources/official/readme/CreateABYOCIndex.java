import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;

class CreateABYOCIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String similarityMetric = "cosine";
        int dimension = 1538;
        String byocEnvironment = "your-byoc-environment";

        IndexModel indexModel = pinecone.createByocIndex(indexName, similarityMetric, dimension, byocEnvironment);
    }
}
