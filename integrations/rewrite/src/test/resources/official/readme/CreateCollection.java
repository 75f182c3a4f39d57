import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.CollectionModel;

class CreateCollection {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        String collectionName = "example-collection";
        String sourceIndex = "an-index-you-want-a-static-copy-of";

        CollectionModel collectionModel = pinecone.createCollection(collectionName, sourceIndex);
    }
}
