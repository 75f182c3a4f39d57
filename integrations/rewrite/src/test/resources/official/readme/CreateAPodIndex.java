import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;

class CreateAPodIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        int dimension = 1538;
        String environment = "us-east-1-aws";
        String podType = "p1.x1";

        IndexModel indexModel = pinecone.createPodsIndex(indexName, dimension, environment, podType);
    }
}
