import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.CollectionModel;
import java.util.List;

class ListCollections {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        List<CollectionModel> collectionModels = pinecone.listCollections().getCollections();
    }
}
