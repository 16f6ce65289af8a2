package io.ordertrail.architecture.thedatabasehasfewdoors.views.state;

import com.mongodb.client.MongoDatabase;

record ViewStates(MongoDatabase database) {
}
